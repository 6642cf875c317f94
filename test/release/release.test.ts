/** What keeps a version from being published, and what a release says of itself. */
import { sectionsOf, isNewer } from './changelog';
import { distTagOf, releaseFindings, tarballOf, type Release } from './check';

const CHANGELOG = `# Changelog

## [Unreleased]

## [0.2.0] - 2026-12-01

### Added

- More.

## [0.1.0] - 2026-11-27

### Added

- All of it.

[0.2.0]: https://example.com
`;

const release: Release = {
	tag: '0.2.0',
	manifest: {
		name: 'n8n-nodes-enkash',
		version: '0.2.0',
		author: { email: 'owner@enkash.com' },
		repository: { url: 'git+https://github.com/owner/n8n-nodes-enkash.git' },
	},
	lock: { version: '0.2.0', packages: { '': { version: '0.2.0' } } },
	changelog: CHANGELOG,
	today: '2026-12-01',
	repository: 'owner/n8n-nodes-enkash',
};

const changelog = (from: string | RegExp, to: string) => ({
	changelog: CHANGELOG.replace(from, to),
});
const manifest = (more: Partial<Release['manifest']>) => ({
	manifest: { ...release.manifest, ...more },
});

/** A release that is right but for this, and words of the first sentence about it. */
const WRONG: Array<[string, Partial<Release>, RegExp]> = [
	['a tag of another version', { tag: '0.3.0' }, /tag is '0\.3\.0'.*'0\.2\.0'/],
	['a tag with a v', { tag: 'v0.2.0' }, /tag is 'v0\.2\.0'/],
	[
		'a version that is none',
		{ ...manifest({ version: '0.2' }), tag: '0.2' },
		/'0\.2', which is none/,
	],
	[
		'a lock file that was left behind',
		{ lock: { ...release.lock, version: '0.1.0' } },
		/'0\.1\.0' as version/,
	],
	['a lock file without a package', { lock: { version: '0.2.0' } }, /'nothing' as packages/],
	[
		'notes left under Unreleased',
		changelog('[Unreleased]\n', '[Unreleased]\n\n- New.\n'),
		/still has text/,
	],
	[
		'no section for what comes next',
		changelog('## [Unreleased]\n', ''),
		/must begin with a section/,
	],
	[
		'no section of its own',
		changelog(/## \[0\.2\.0\][\s\S]*?(?=## )/, ''),
		/must have '## \[0\.2\.0\] - 2026-12-01'/,
	],
	[
		'a section without a word',
		changelog('### Added\n\n- More.\n', ''),
		/says nothing under 0\.2\.0/,
	],
	['no date', changelog(' - 2026-12-01', ''), /date of 0\.2\.0 must be a day/],
	['a date that is none', changelog('2026-12-01', '1 December'), /date of 0\.2\.0 must be a day/],
	[
		'a day that does not exist',
		changelog('2026-12-01', '2026-13-45'),
		/date of 0\.2\.0 must be a day/,
	],
	[
		'a day to come',
		changelog('2026-12-01', '2027-01-01'),
		/at 2027-01-01, and today is 2026-12-01/,
	],
	['an older version above', changelog('[0.1.0]', '[0.10.0]'), /0\.2\.0 above 0\.10\.0/],
	['the same version twice', changelog('[0.1.0]', '[0.2.0]'), /0\.2\.0 above 0\.2\.0/],
	[
		'an author whom nobody reaches',
		manifest({ author: { email: 'a@b.example' } }),
		/'a@b\.example'/,
	],
	['no author', manifest({ author: {} }), /has '' as the author's email/],
	[
		'another repository',
		{ repository: 'fork/n8n-nodes-enkash' },
		/names the repository 'owner\/.*'fork\//,
	],
];

test('a release that fits its tag is published', () => {
	expect(releaseFindings(release)).toEqual([]);
});

test.each(WRONG)('a release with %s is not published', (_, wrong, words) => {
	const [found] = releaseFindings({ ...release, ...wrong });
	expect(found).toMatch(words);
});

test('a preliminary version is not what everybody gets', () => {
	expect(['1.0.0', '1.0.0-beta.1'].map(distTagOf)).toEqual(['latest', 'next']);
	expect(tarballOf(release.manifest)).toBe('n8n-nodes-enkash-0.2.0.tgz');
});

test('versions are compared as npm compares them', () => {
	const newestFirst = ['1.10.0', '1.9.1', '1.9.0', '1.9.0-beta.10', '1.9.0-beta.2', '1.9.0-alpha'];
	newestFirst.forEach((version, index) => {
		for (const older of newestFirst.slice(index + 1)) {
			expect([version, older, isNewer(version, older)]).toEqual([version, older, true]);
			expect([older, version, isNewer(older, version)]).toEqual([older, version, false]);
		}
		expect(isNewer(version, version)).toBe(false);
	});
});

test('the notes of a release are its section, without the targets of links', () => {
	expect(sectionsOf(CHANGELOG).map(({ title, text }) => [title, text])).toEqual([
		['Unreleased', ''],
		['0.2.0', '### Added\n\n- More.'],
		['0.1.0', '### Added\n\n- All of it.'],
	]);
});

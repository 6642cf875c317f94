/**
 * Whether what is in the repository may be published under a tag. All of it is data, so that a release
 * is decided before anything is sent; one sentence for each thing that is wrong, none where all fits.
 */
import { isNewer, partsOf, sectionsOf, type Section } from './changelog';

export interface Manifest {
	name: string;
	version: string;
	author?: { email?: string };
	repository?: { url?: string };
}

export interface Lock {
	version?: string;
	packages?: Record<string, { version?: string }>;
}

export interface Release {
	/** The git tag, such as `0.1.0`. */
	tag: string;
	manifest: Manifest;
	lock: Lock;
	changelog: string;
	/** The day of the release, as `2026-11-27`. */
	today: string;
	/** `owner/name` of the repository that publishes; empty where nobody publishes. */
	repository: string;
}

export function releaseFindings(release: Release): string[] {
	return [...versionFindings(release), ...changelogFindings(release), ...ownerFindings(release)];
}

/** What npm users get without asking for more, unless the version is a preliminary one. */
export function distTagOf(version: string): 'latest' | 'next' {
	return partsOf(version)?.preliminary ? 'next' : 'latest';
}

/** The tarball's name, as npm makes it. */
export function tarballOf({ name, version }: Manifest): string {
	return `${name}-${version}.tgz`;
}

function versionFindings({ tag, manifest, lock }: Release): string[] {
	const { version } = manifest;
	const found: string[] = [];
	if (!partsOf(version)) {
		found.push(
			`package.json has the version '${version}', which is none, such as 1.2.3, to publish.`,
		);
	}
	if (tag !== version) {
		found.push(
			`The tag is '${tag}' and package.json has the version '${version}': both must be the same.`,
		);
	}
	for (const [where, locked] of Object.entries({
		version: lock.version,
		'packages[""].version': lock.packages?.['']?.version,
	})) {
		if (locked !== version) {
			found.push(
				`package-lock.json has '${locked ?? 'nothing'}' as ${where}, package.json '${version}': run npm install.`,
			);
		}
	}
	return found;
}

function changelogFindings({ manifest, changelog, today }: Release): string[] {
	const { version } = manifest;
	const [unreleased, ...released] = sectionsOf(changelog);
	if (unreleased?.title !== 'Unreleased') {
		return ["CHANGELOG.md must begin with a section '## [Unreleased]'."];
	}
	const found: string[] = [];
	if (unreleased.text !== '') {
		found.push(`CHANGELOG.md still has text under Unreleased: move it under '## [${version}]'.`);
	}
	const [newest, ...older] = released;
	if (newest?.title !== version) {
		found.push(`CHANGELOG.md must have '## [${version}] - ${today}' right below Unreleased.`);
		return found;
	}
	if (newest.text === '') found.push(`CHANGELOG.md says nothing under ${version}.`);
	found.push(...dateFindings(newest, today), ...orderFindings([newest, ...older]));
	return found;
}

function dateFindings({ title, date }: Section, today: string): string[] {
	const isDay = /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(Date.parse(date));
	if (!isDay) return [`CHANGELOG.md: the date of ${title} must be a day such as ${today}.`];
	return date > today ? [`CHANGELOG.md dates ${title} at ${date}, and today is ${today}.`] : [];
}

function orderFindings(released: Section[]): string[] {
	return released.slice(1).flatMap(({ title }, index) => {
		const above = released[index].title;
		return isNewer(above, title)
			? []
			: [`CHANGELOG.md has ${above} above ${title}, which is not an older version.`];
	});
}

/** npm refuses provenance where package.json names another repository than the one that publishes. */
function ownerFindings({ manifest, repository }: Release): string[] {
	const found: string[] = [];
	const email = manifest.author?.email ?? '';
	if (!/^\S+@\S+\.\S+$/.test(email) || /\.(example|invalid|test)$/.test(email)) {
		found.push(`package.json has '${email}' as the author's email, where nobody reads: set yours.`);
	}
	const named = /github\.com\/(.+?)(\.git)?$/.exec(manifest.repository?.url ?? '')?.[1] ?? '';
	if (repository !== '' && named !== repository) {
		found.push(
			`package.json names the repository '${named}', and '${repository}' publishes: npm refuses that.`,
		);
	}
	return found;
}

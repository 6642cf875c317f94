/** CHANGELOG.md, as https://keepachangelog.com/en/1.1.0/ describes it. */
export interface Section {
	/** A version, or `Unreleased`. */
	title: string;
	/** As it stands there; empty where there is none. */
	date: string;
	text: string;
}

/** The sections in their order, newest first. */
export function sectionsOf(changelog: string): Section[] {
	return changelog
		.split(/^## /m)
		.slice(1)
		.map((part) => {
			const [heading, ...lines] = part.split('\n');
			const [, title = heading.trim(), date = ''] = /^\[(.+?)\](?: - (.*))?$/.exec(heading) ?? [];
			return { title, date: date.trim(), text: withoutLinks(lines.join('\n')) };
		});
}

/** The targets of links stand below the last section. */
const withoutLinks = (text: string) => text.replace(/^\[.+?\]: \S+$/gm, '').trim();

interface Parts {
	numbers: [number, number, number];
	/** Such as `beta.1`; empty for a version that is meant for all. */
	preliminary: string;
}

/** The parts of a version that npm takes and n8n's installer too; nothing where it is none. */
export function partsOf(version: string): Parts | undefined {
	const found = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([a-z]+(?:\.\d+)?))?$/.exec(version);
	if (!found) return undefined;
	const [, major, minor, patch, preliminary = ''] = found;
	return { numbers: [Number(major), Number(minor), Number(patch)], preliminary };
}

/** By https://semver.org/#spec-item-11, for versions as `partsOf` takes them. */
export function isNewer(version: string, than: string): boolean {
	const [one, other] = [partsOf(version), partsOf(than)];
	if (!one || !other) return false;
	const difference = one.numbers
		.map((number, index) => number - other.numbers[index])
		.find((each) => each !== 0);
	if (difference !== undefined) return difference > 0;
	if (!one.preliminary || !other.preliminary) return !one.preliminary && other.preliminary !== '';
	return one.preliminary.localeCompare(other.preliminary, 'en', { numeric: true }) > 0;
}

import type { INodeProperties } from 'n8n-workflow';
import { userByCard } from './card';

export const email: INodeProperties = {
	displayName: 'Email',
	name: 'email',
	type: 'string',
	default: '',
	placeholder: 'e.g. nathan@example.com',
	description: 'Email address of the user',
};

const mobile: INodeProperties = {
	displayName: 'Mobile',
	name: 'mobile',
	type: 'string',
	default: '',
	placeholder: 'e.g. 9876543210',
	description:
		'Indian mobile number of the user. A leading +91 or 0, spaces and dashes are removed.',
};

const forModel = { show: { '@tool': [true] } };
const forPeople = { hide: { '@tool': [true] } };

/** A list to choose from. A model cannot fill in a list, so the node as a tool has a text in its place. */
function choice(list: INodeProperties, forText: Partial<INodeProperties>): INodeProperties[] {
	const { displayName, name, required } = list;
	const text: INodeProperties = { displayName, name, required, type: 'string', default: '' };
	return [
		{ ...list, displayOptions: forPeople },
		{ ...text, ...forText, displayOptions: forModel },
	];
}

const title = choice(
	{
		displayName: 'Title',
		name: 'title',
		type: 'options',
		options: [
			{ name: 'Choose…', value: '' },
			{ name: 'Mr', value: 'Mr' },
			{ name: 'Mrs', value: 'Mrs' },
			{ name: 'Ms', value: 'Ms' },
		],
		default: '',
		required: true,
		description:
			'How the user is addressed. An expression may give it in any case, with or without a full stop.',
	},
	{ placeholder: 'e.g. Ms', description: 'How the user is addressed: Mr, Mrs or Ms' },
);

const firstName: INodeProperties = {
	displayName: 'First Name',
	name: 'firstName',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. Nathan',
};

const gender = choice(
	{
		displayName: 'Gender',
		name: 'gender',
		type: 'options',
		options: [
			{ name: 'Choose…', value: '' },
			{ name: 'Female', value: 'F' },
			{ name: 'Male', value: 'M' },
		],
		default: '',
		required: true,
	},
	{ placeholder: 'e.g. F', description: 'F for female or M for male' },
);

/** Who receives points. EnKash creates the user from these where the mobile or email is new. */
const person: INodeProperties[] = [
	{ ...email, required: true },
	{ ...mobile, required: true },
	...title,
	firstName,
	...gender,
];

export type RecipientKind = 'details' | 'existing';

const recipient: INodeProperties = {
	displayName: 'Recipient',
	name: 'recipient',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'By Details',
			value: 'details',
			description: 'Anybody, also somebody new: EnKash creates the user where there is none',
		},
		{
			name: 'Existing User',
			value: 'existing',
			description: 'Somebody who has a card already, picked from the list, with nothing to retype',
		},
	],
	default: 'details',
	description: 'How to say who receives the points',
};

/** Who receives points: a user of the account, picked from the list, or anybody by their details. */
export const recipientFields: INodeProperties[] = [
	recipient,
	...person.map((field) => shownFor('details', field)),
	shownFor('existing', { ...userByCard, required: true }),
];

function shownFor(kind: RecipientKind, field: INodeProperties): INodeProperties {
	const { displayOptions } = field;
	const show = { ...displayOptions?.show, recipient: [kind] };
	return { ...field, displayOptions: { ...displayOptions, show } };
}

import type { INodeProperties } from 'n8n-workflow';

export const email: INodeProperties = {
	displayName: 'Email',
	name: 'email',
	type: 'string',
	default: '',
	placeholder: 'e.g. nathan@example.com',
	description: 'Email address of the user',
};

export const mobile: INodeProperties = {
	displayName: 'Mobile',
	name: 'mobile',
	type: 'string',
	default: '',
	placeholder: 'e.g. 9876543210',
	description:
		'Indian mobile number of the user. A leading +91 or 0, spaces and dashes are removed.',
};

const title: INodeProperties = {
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
};

const firstName: INodeProperties = {
	displayName: 'First Name',
	name: 'firstName',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. Nathan',
};

const gender: INodeProperties = {
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
};

/** Who receives points. EnKash creates the user from these where the mobile or email is new. */
export const person: INodeProperties[] = [
	{ ...email, required: true },
	{ ...mobile, required: true },
	title,
	firstName,
	gender,
];

/** Somebody who is given points. */
export const person = {
	email: 'Meera.Nair@example.com',
	mobile: '+91 98765 43210',
	title: 'Ms',
	firstName: 'Meera',
	gender: 'F',
};

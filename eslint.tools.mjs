// The rules for what is never shipped: tests, the sandbox and the lab.
// What is shipped stands under n8n's own, untouched eslint.config.mjs.
import tseslint from 'typescript-eslint';

export default tseslint.config(
	{ ignores: ['**/dist/**', '**/node_modules/**', 'artifacts/**'] },
	...tseslint.configs.recommendedTypeChecked,
	{
		languageOptions: {
			parserOptions: { project: './tsconfig.tools.json', tsconfigRootDir: import.meta.dirname },
		},
	},
	{
		rules: {
			// A leading underscore says that a value is taken but not used.
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' },
			],
		},
	},
	{
		// Jest's asymmetric matchers (expect.stringMatching …) are typed as any.
		files: ['test/**/*.test.ts'],
		rules: { '@typescript-eslint/no-unsafe-assignment': 'off' },
	},
	{ files: ['**/*.{mjs,cjs}'], ...tseslint.configs.disableTypeChecked },
);

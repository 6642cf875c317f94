import { catalogue, type Product } from './catalogue';
import { Ids } from './random';

/** All amounts in paise. */
export interface Account {
	cardAccountId: string;
	companyId: string;
	companyName: string;
	kind: 'reward' | 'incentive';
	/** Points that can still be allocated. */
	available: number;
	allocated: number;
	monthAllocated: number;
	/** Sum of the cards' balances. */
	cardBalance: number;
	primary?: Card;
	cards: Card[];
	byMobile: Map<string, Card>;
	byEmail: Map<string, Card>;
	/** The text with which bulk allocation refuses this account. */
	bulkObjection?: string;
}

/** A reward user's card. */
export interface Card {
	enKashCardId: string;
	userId: string;
	account: Account;
	mobile: string;
	email: string;
	title: string;
	firstName: string;
	lastName?: string;
	gender: string;
	maskedNumber: string;
	token: string;
	balance: number;
	received: number;
	lastAllocated: number;
	createdOn: string;
	modifiedOn: string;
}

export interface Transaction {
	id: string;
	at: number;
	card: Card;
	direction: 'CR' | 'DR';
	type: 'ALLOCATE_POINT' | 'UNALLOCATE_POINT';
	reference: string;
	amount: number;
	/** The card's balance afterwards. */
	balance: number;
	description: string;
	/** The status of one that moved nothing. */
	failedAs?: unknown;
}

/** A brand in the cart: how many of which productConfigId. */
export interface CartEntry {
	id: number;
	product: Product;
	quantities: Map<string, number>;
}

export interface Voucher {
	cardNumber: string;
	pin: string;
	expiryDate: string;
}

export interface Order {
	orderId: string;
	reference: string;
	at: number;
	/** When its vouchers can be seen. */
	readyAt: number;
	product: Product;
	quantity: number;
	mrp: number;
	sellRate: number;
	vouchers: Voucher[];
	/** The status of one that was not paid, and has no vouchers. */
	failedAs?: unknown;
}

/** How many coins an event is worth. */
export interface CoinEvent {
	coinConfigId: string;
	companyId: string;
	configuration: string;
	event: string;
	amount: number;
}

/** Everything the sandbox remembers. Tests read it; handlers change it. */
export class State {
	readonly ids = new Ids();
	readonly accounts = new Map<string, Account>();
	readonly cards = new Map<string, Card>();
	/** Oldest first. */
	readonly transactions: Transaction[] = [];
	readonly transactionsByReference = new Map<string, Transaction[]>();
	/** References of the bulk rows that came while `bulkAnswer` was not `documented`. */
	readonly bulkReferences = new Set<string>();
	/** Which card an SSO token opens. */
	readonly ssoTokens = new Map<string, Card>();

	readonly catalogue = catalogue();
	cart: CartEntry[] = [];
	/** The portal's sample updates cart 2191. */
	nextCartId = 2191;
	/** Oldest first. */
	readonly orders: Order[] = [];
	/** By coinConfigId. */
	readonly coinEvents = new Map<string, CoinEvent>();
	/** By userId; every user has one. */
	readonly coinBalances = new Map<string, number>();
	readonly coinRequests = new Set<string>();

	addCard(card: Card): void {
		const { account } = card;
		account.cards.push(card);
		account.cardBalance += card.balance;
		account.byMobile.set(card.mobile, card);
		account.byEmail.set(card.email.toLowerCase(), card);
		this.cards.set(card.enKashCardId, card);
		this.coinBalances.set(card.userId, 0);
	}

	addTransaction(transaction: Transaction): void {
		this.transactions.push(transaction);
		const same = this.transactionsByReference.get(transaction.reference);
		if (same) same.push(transaction);
		else this.transactionsByReference.set(transaction.reference, [transaction]);
	}
}

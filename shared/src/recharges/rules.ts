/**
 * Recharge cards (充值卡): what is printed on them. The code is the money and lies under a scratch film; the
 * number is what the counter sells by. No zod: the mini-program imports this file.
 */

/** A recharge card is a bearer instrument: at most 1,000 yuan (rules for prepaid cards without a name). */
export const MAX_RECHARGE_CARD_FEN = 100_000;
export const MAX_BATCH_CARDS = 500;

/** Crockford's base 32: of characters that look alike it has one. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LOOK_ALIKES: Record<string, string> = { O: '0', I: '1', L: '1', U: 'V' };
const DIGITS = '0123456789';

export const RECHARGE_CARD_CODE_LENGTH = 16;
export const RECHARGE_CARD_NUMBER_LENGTH = 12;

/** Luhn's check character in any alphabet: it catches every single wrong character. */
function checkCharacter(text: string, alphabet: string): string {
  const base = alphabet.length;
  let sum = 0;
  for (let index = 0; index < text.length; index += 1) {
    const value = alphabet.indexOf(text[text.length - 1 - index] ?? '');
    const weighed = index % 2 === 0 ? value * 2 : value;
    sum += Math.floor(weighed / base) + (weighed % base);
  }
  return alphabet[(base - (sum % base)) % base] ?? '';
}

const isChecked = (text: string, alphabet: string): boolean =>
  checkCharacter(text.slice(0, -1), alphabet) === text.slice(-1);

/**
 * A code out of random bytes: five bits of each of the first fifteen (75 bits), and a check character, so
 * that a slip of the finger is told from a wrong code before anybody is asked.
 */
export function rechargeCardCodeFrom(bytes: ArrayLike<number>): string {
  const characters = RECHARGE_CARD_CODE_LENGTH - 1;
  if (bytes.length < characters) throw new RangeError(`needs ${characters} bytes`);
  const values = Array.from({ length: characters }, (_, index) => (bytes[index] ?? 0) % 32);
  const text = values.map((value) => ALPHABET[value]).join('');
  return text + checkCharacter(text, ALPHABET);
}

/** What a person typed or pasted as the characters of a code, look-alikes put right; may be incomplete. */
export function cleanRechargeCardCode(text: string): string {
  return [...text.toUpperCase()]
    .map((character) => LOOK_ALIKES[character] ?? character)
    .filter((character) => ALPHABET.includes(character))
    .join('')
    .slice(0, RECHARGE_CARD_CODE_LENGTH);
}

/** The code that a text is, without spaces and dashes; null where it can be none. */
export function readRechargeCardCode(text: string): string | null {
  const characters = text.replace(/[\s\-_.‐-―]/g, '');
  if (characters.length !== RECHARGE_CARD_CODE_LENGTH) return null;
  const code = cleanRechargeCardCode(characters);
  return code.length === RECHARGE_CARD_CODE_LENGTH && isChecked(code, ALPHABET) ? code : null;
}

/** `XXXX-XXXX-XXXX-XXXX`, also of a code that is being typed. */
export function formatRechargeCardCode(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1-');
}

/** The number of the n-th card (from 1) of a batch: its serial, three digits and a check digit. */
export function rechargeCardNumberOf(batchSerial: string, n: number): string {
  const digits = batchSerial + String(n).padStart(3, '0');
  return digits + checkCharacter(digits, DIGITS);
}

/** The card number that a text is; spaces and dashes between its digits are ignored. */
export function readRechargeCardNumber(text: string): string | null {
  const digits = text.replace(/[\s-]/g, '');
  return /^\d{12}$/.test(digits) && isChecked(digits, DIGITS) ? digits : null;
}

export type NamedRechargeCard = { number: string } | { code: string };

/** What was scanned or typed at the counter, as number or code; null where it is neither. */
export function readRechargeCard(text: string): NamedRechargeCard | null {
  const number = readRechargeCardNumber(text);
  if (number) return { number };
  const code = readRechargeCardCode(text);
  return code === null ? null : { code };
}

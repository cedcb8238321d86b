/// <reference types="jest" />
import { createGunReader } from './scanGun';

const CODE = '6212345678901234567890';

let heard: string[];
let atMs: number;
const reader = () =>
  createGunReader({
    onCode: (digits) => heard.push(`code ${digits}`),
    onStray: (digits) => heard.push(`stray ${digits}`),
    onKey: (key) => heard.push(key),
  });

beforeEach(() => {
  jest.useFakeTimers();
  heard = [];
  atMs = 0;
});
afterEach(() => jest.useRealTimers());

/** Presses keys so many ms apart, into no field, and tells what the last press answered. */
function type(gun: ReturnType<typeof reader>, keys: readonly string[], everyMs: number): boolean {
  let swallowed = false;
  for (const key of keys) {
    swallowed = gun.press(key, atMs, false);
    atMs += everyMs;
    jest.advanceTimersByTime(everyMs);
  }
  return swallowed;
}

test('a gun’s digits are one code, and its Enter presses nothing', () => {
  const gun = reader();
  expect(type(gun, [...CODE, 'Enter'], 5)).toBe(true);
  jest.runAllTimers();
  expect(heard).toEqual([`code ${CODE}`]);
});

test('a person’s keys come through one by one', () => {
  const gun = reader();
  type(gun, ['1', '2', '.', '5', 'Backspace'], 150);
  jest.runAllTimers();
  expect(heard).toEqual(['1', '2', '.', '5', 'Backspace']);
});

test('two guns’ codes are two', () => {
  const gun = reader();
  type(gun, [...CODE, 'Enter'], 5);
  type(gun, [...CODE, 'Enter'], 5);
  expect(heard).toEqual([`code ${CODE}`, `code ${CODE}`]);
});

test('another barcode is a stray, not a sum', () => {
  const gun = reader();
  expect(type(gun, [...'6901234567892', 'Enter'], 5)).toBe(true);
  jest.runAllTimers();
  expect(heard).toEqual(['stray 6901234567892']);
});

test('a barcode without an Enter is a stray a moment later', () => {
  const gun = reader();
  type(gun, [...'6901234567892'], 5);
  jest.runAllTimers();
  expect(heard).toEqual(['stray 6901234567892']);
});

test('a code that a busy page tears apart is no stray, whatever has leaked of it', () => {
  const gun = reader();
  type(gun, [...CODE.slice(0, 10)], 5);
  type(gun, [CODE.charAt(10)], 120);
  type(gun, [...CODE.slice(11), 'Enter'], 5);
  jest.runAllTimers();
  expect(heard).toEqual([`code ${CODE}`]);
});

test('a code for one sum is one, also where digits inside it look like a pay code', () => {
  for (const code of [
    `63${'0'.repeat(26)}`,
    '6301622345678901234567890123',
    `636${'2'.repeat(25)}`,
  ]) {
    heard = [];
    const gun = reader();
    expect(type(gun, [...code, 'Enter'], 5)).toBe(true);
    jest.runAllTimers();
    expect(heard).toEqual([`code ${code}`]);
  }
});

test('a sum that a person typed before does not hold up a code', () => {
  const gun = reader();
  type(gun, ['6', '3'], 150);
  type(gun, [...CODE, 'Enter'], 5);
  jest.runAllTimers();
  expect(heard).toEqual(['6', '3', `code ${CODE}`]);
});

import { fillText, REMINDER_KINDS, unknownFactIn } from '@merchant-coin/shared';
import { ownWordsOf, sentenceOf } from '@merchant-coin/bff/modules/reminders/wording';

const FACTS = { balanceFen: 1_250, limitFen: 2_000, amountFen: 800, date: '2027-03-05', days: 5 };

describe('a text of the owner', () => {
  it('has facts where braces name them, half width or full, and else stays as it is', () => {
    expect(fillText('{余额}，低于{提醒线}', FACTS)).toBe('¥12.50，低于¥20.00');
    expect(fillText('｛金额｝{ 日期 }到期，还有{天数}天', FACTS)).toBe('¥8.003月5日到期，还有5天');
    expect(fillText('好久不见 {^_^} $& {余额', FACTS)).toBe('好久不见 {^_^} $& {余额');
    expect(fillText('{余额}', {})).toBe('');
  });

  it('may name the facts of its kind only', () => {
    expect(unknownFactIn('lowBalance', '{余额}不多了')).toBeNull();
    expect(unknownFactIn('birthday', '送你{余额}')).toBe('{余额}');
    expect(unknownFactIn('anniversary', '{名字}')).toBe('{名字}');
    expect(unknownFactIn('absent', '{}')).toBe('{}');
    expect(unknownFactIn('absent', '没有')).toBeNull();
  });

  it('takes the place of the usual sentence, which every kind has', () => {
    expect(ownWordsOf({ texts: { birthday: '{日期} 快乐' } }, 'birthday', FACTS)).toBe(
      '3月5日 快乐',
    );
    expect(ownWordsOf({ texts: {} }, 'birthday', FACTS)).toBeNull();
    const sentences = REMINDER_KINDS.map((kind) => sentenceOf(kind, FACTS));
    expect(new Set(sentences).size).toBe(REMINDER_KINDS.length);
    expect(sentences.join()).not.toMatch(/undefined|NaN|[{}]/);
  });
});

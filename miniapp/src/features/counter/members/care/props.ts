import type { MemberCard } from '@merchant-coin/shared';

/** What every sheet that does something to a card is opened with. */
export interface CareSheetProps {
  card: MemberCard;
  /** The whole number, where the member was named by it. */
  phone: string | null;
  onClose: () => void;
  /** The card has changed: look at it again. */
  onDone: () => void;
}

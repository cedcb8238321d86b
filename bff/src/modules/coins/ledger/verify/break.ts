/** The first thing that does not add up. `seq` is 0 where it is not one entry's fault. */
export interface Break {
  merchantId: string;
  cardId: string;
  seq: number;
  problem: string;
}

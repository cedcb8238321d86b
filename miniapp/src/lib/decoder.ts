/** Reads one picture; null where it shows no code. */
export type Decoder = (video: HTMLVideoElement) => Promise<string | null>;

import type { Decoder } from './decoder';

/** The browser's camera as a scanner: its own detector where there is one, else a decoder loaded on need. */

/** `refused`: not allowed; `missing`: no camera or in use; `unsupported`: not over a secure address. */
export type CameraProblem = 'refused' | 'missing' | 'unsupported';

export class CameraError extends Error {
  constructor(readonly problem: CameraProblem) {
    super(problem);
    this.name = 'CameraError';
  }
}

interface BrowserDetector {
  detect: (video: HTMLVideoElement) => Promise<{ rawValue: string }[]>;
}

/** Newer than TypeScript's list of what browsers have. */
interface BrowserDetectorClass {
  new (options: { formats: string[] }): BrowserDetector;
  getSupportedFormats: () => Promise<string[]>;
}

const FORMATS = ['qr_code', 'code_128'];
const LOOK_EVERY_MS = 120;

async function browserDecoder(): Promise<Decoder | null> {
  const { BarcodeDetector } = window as { BarcodeDetector?: BrowserDetectorClass };
  if (!BarcodeDetector) return null;
  try {
    const supported = await BarcodeDetector.getSupportedFormats();
    if (!FORMATS.every((format) => supported.includes(format))) return null;
    const detector = new BarcodeDetector({ formats: FORMATS });
    return async (video) => (await detector.detect(video))[0]?.rawValue ?? null;
  } catch {
    return null;
  }
}

/**
 * Decided when building, so that the mini-program, which WeChat scans for, does not carry the decoder. Not in
 * an async function: compiled, its branches no longer look constant.
 */
const loadZxing = () =>
  BUILD_TARGET === 'h5'
    ? import('./scanZxing')
    : Promise.reject<never>(new CameraError('unsupported'));

async function decoder(): Promise<Decoder> {
  const own = await browserDecoder();
  if (own) return own;
  const { zxingDecoder } = await loadZxing();
  return zxingDecoder();
}

function problemOf(cause: unknown): CameraProblem {
  const name = cause instanceof Error ? cause.name : '';
  return name === 'NotAllowedError' || name === 'SecurityError' ? 'refused' : 'missing';
}

async function openRearCamera(): Promise<MediaStream> {
  // Undefined where the page did not come over https or from this device itself.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) throw new CameraError('unsupported');
  try {
    return await devices.getUserMedia({
      video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 } },
    });
  } catch (cause) {
    throw new CameraError(problemOf(cause));
  }
}

const closeCamera = (stream: MediaStream) => stream.getTracks().forEach((track) => track.stop());

async function play(video: HTMLVideoElement, stream: MediaStream): Promise<void> {
  video.srcObject = stream;
  // Refused when the video leaves the page meanwhile; then nothing is left to show.
  await video.play().catch(() => undefined);
}

/**
 * Shows the rear camera in `video` and tells each code it sees, until the returned function is called or
 * `signal` says stop. Throws `CameraError`.
 */
export async function watchCamera(
  video: HTMLVideoElement,
  signal: AbortSignal,
  onText: (text: string) => void,
): Promise<void> {
  const stream = await openRearCamera();
  if (signal.aborted) {
    closeCamera(stream);
    return;
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    closeCamera(stream);
  });
  await play(video, stream);
  const decode = await decoder().catch(() => {
    closeCamera(stream);
    throw new CameraError('unsupported');
  });
  const look = async () => {
    const text = video.videoWidth > 0 ? await decode(video).catch(() => null) : null;
    if (signal.aborted) return;
    if (text) onText(text);
    timer = setTimeout(() => void look(), LOOK_EVERY_MS);
  };
  if (!signal.aborted) void look();
}

import { Image, type ImageProps } from '@tarojs/components';
import { a11y } from '@/lib/a11y';
import { IS_H5 } from '@/lib/platform';

interface PictureProps extends Pick<ImageProps, 'src' | 'mode' | 'className' | 'style'> {
  /** What it shows; left out where something around it says so. */
  label?: string;
}

/** A picture that says what it shows, or is passed over by screen readers. */
export function Picture({ label, ...image }: PictureProps) {
  return (
    <Image
      {...image}
      {...a11y(label === undefined ? { hidden: true } : { role: 'img', label })}
      // Taro draws an <img> inside; it has nothing to add.
      {...(IS_H5 ? { imgProps: { alt: '' } } : {})}
    />
  );
}

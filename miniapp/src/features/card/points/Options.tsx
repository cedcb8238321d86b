import type { MyPoints, OpenOption } from '@merchant-coin/shared';
import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { pointsTexts } from '@/i18n/points';
import { formatPoints } from '@/lib/format';
import { Money } from '@/ui/Money';
import { Row, Rows } from '@/ui/Rows';

interface OptionsProps {
  mine: MyPoints;
  onPick: (option: OpenOption) => void;
}

/** What the points are good for; what is out of reach says by how much. */
export function Options({ mine, onPick }: OptionsProps) {
  const t = useTexts(pointsTexts);
  return (
    <Rows heading={t.options}>
      {mine.options.map((option) => {
        const within = option.missingPoints === 0;
        const open = within && mine.status === 'active';
        const missing = within ? '' : ` · ${t.missing(formatPoints(option.missingPoints))}`;
        return (
          <Row
            key={option.id}
            title={
              <Money
                fen={option.bonusFen}
                className={`points__gives ${open ? '' : 'points__gives--closed'}`}
              />
            }
            note={`${t.goodFor(option.validDays)}${missing}`}
            value={
              <Text className={open ? 'points__price' : ''}>
                {t.points(formatPoints(option.points))}
              </Text>
            }
            {...(open ? { onTap: () => onPick(option) } : {})}
          />
        );
      })}
      {mine.options.length === 0 && (
        <View className="card-page__none">
          <Text>{t.noOptions}</Text>
        </View>
      )}
    </Rows>
  );
}

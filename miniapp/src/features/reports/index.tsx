import type { RedemptionReport } from '@merchant-coin/shared';
import { lastFour } from '@merchant-coin/shared/cards/rules';
import { Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useTexts } from '@/i18n';
import { reportTexts } from '@/i18n/reports';
import { call } from '@/lib/client';
import { formatInstant } from '@/lib/format';
import { usePages } from '@/lib/pages';
import { List } from '@/ui/List';
import { Money } from '@/ui/Money';
import { Notice } from '@/ui/Notice';
import { Row, Rows } from '@/ui/Rows';
import { Screen } from '@/ui/Screen';
import { contentOfPages } from '@/ui/screenState';
import './index.scss';

function ReportRow({ report }: { report: RedemptionReport }) {
  const t = useTexts(reportTexts);
  const { storeName, clerkName, member, amountFen, reason, askedAt, reportedAt } = report;
  const who = member.name ?? member.phone;
  return (
    <Rows>
      <Row
        title={`${storeName} · ${clerkName ?? t.noClerk}`}
        note={
          <>
            <View>{t.of(who, lastFour(member.cardNumber))}</View>
            <View>
              {t.asked(formatInstant(askedAt))} · {t.told(formatInstant(reportedAt))}
            </View>
            {reason && <View className="reports__reason">{reason}</View>}
          </>
        }
        value={<Money fen={amountFen} className="reports__sum" />}
      />
    </Rows>
  );
}

/** Payments that members did not want, at the stores that one answers for. */
export default function ReportsPage() {
  const t = useTexts(reportTexts);
  const { merchantId = '' } = useRouter().params;
  const pages = usePages<RedemptionReport>(
    `reports.${merchantId}`,
    (cursor) => call('redemptions.listReports', { merchantId, cursor }),
    { keep: true },
  );
  const empty = <Notice icon="check" title={t.emptyTitle} text={t.emptyText} />;
  return (
    <Screen title={t.title} state={contentOfPages(pages, empty)}>
      <Text className="reports__intro">{t.intro}</Text>
      <List
        pages={pages}
        render={(report) => <ReportRow key={report.redemptionId} report={report} />}
      />
    </Screen>
  );
}

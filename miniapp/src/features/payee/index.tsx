import type { Payee } from '@merchant-coin/shared';
import { Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useTexts } from '@/i18n';
import { commonTexts } from '@/i18n/common';
import { payeeTexts } from '@/i18n/payee';
import { goBack, open } from '@/lib/nav';
import { Button } from '@/ui/Button';
import { Row, Rows } from '@/ui/Rows';
import { Screen } from '@/ui/Screen';
import { contentOf } from '@/ui/screenState';
import { PayeeForm } from './PayeeForm';
import { Standing } from './Standing';
import { usePayee } from './usePayee';
import './index.scss';

function Code({ children }: { children: string }) {
  return <Text className="payee__code">{children}</Text>;
}

function Account({ payee }: { payee: Payee }) {
  const t = useTexts(payeeTexts);
  const { mode, mchid, appid, serialNumber, platformKeyIds } = payee;
  return (
    <Rows heading={t.account}>
      <Row title={t.mode} value={t.modes[mode]} />
      <Row title={t.fields.mchid} value={<Code>{mchid}</Code>} />
      <Row title={t.fields.appid} note={<Code>{appid}</Code>} />
      {serialNumber && <Row title={t.fields.serialNumber} note={<Code>{serialNumber}</Code>} />}
      {platformKeyIds.length > 0 && (
        <Row title={t.keyIds} note={<Code>{platformKeyIds.join(' · ')}</Code>} />
      )}
    </Rows>
  );
}

function More({ merchantId }: { merchantId: string }) {
  const t = useTexts(payeeTexts);
  return (
    <Rows heading={t.more}>
      <Row
        icon="coin"
        title={t.orders}
        note={t.ordersNote}
        onTap={() => open('memberRecharges', { merchantId })}
      />
      <Row
        icon="swap"
        title={t.reconciliations}
        note={t.reconciliationsNote}
        onTap={() => open('reconciliations', { merchantId })}
      />
    </Rows>
  );
}

type Acts = ReturnType<typeof usePayee>;

function Action({ payee, acts }: { payee: Payee | null; acts: Acts }) {
  const t = useTexts(payeeTexts);
  const common = useTexts(commonTexts);
  const { draft, busy, save, test, begin, stop } = acts;
  if (draft) {
    return (
      <>
        <Button busy={busy} onTap={save}>
          {t.save}
        </Button>
        <Button kind="quiet" disabled={busy} onTap={stop}>
          {common.cancel}
        </Button>
      </>
    );
  }
  if (!payee) return <Button onTap={begin}>{t.enter}</Button>;
  const word = payee.state === 'untested' ? t.test : t.testAgain;
  return (
    <>
      <Button kind={payee.state === 'ready' ? 'plain' : 'primary'} busy={busy} onTap={test}>
        {busy ? t.testing : word}
      </Button>
      <Button kind="quiet" disabled={busy} onTap={begin}>
        {t.change}
      </Button>
    </>
  );
}

/** Where the money of recharges goes: whether it works, and how to make it. */
export default function PayeePage() {
  const t = useTexts(payeeTexts);
  const { merchantId = '' } = useRouter().params;
  const acts = usePayee(merchantId);
  const { resource, draft, wrong, type, stop } = acts;
  const { data } = resource;
  return (
    <Screen
      title={t.title}
      state={contentOf(resource)}
      onLeave={draft ? stop : goBack}
      action={data && <Action payee={data.payee} acts={acts} />}
    >
      {data && (
        <View>
          <Standing payee={data.payee} />
          {draft ? (
            <PayeeForm {...data} draft={draft} wrong={wrong} onChange={type} />
          ) : (
            <>
              {data.payee && <Account payee={data.payee} />}
              <More merchantId={merchantId} />
            </>
          )}
        </View>
      )}
    </Screen>
  );
}

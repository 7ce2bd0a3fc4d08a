import type { MailWords } from '../mail-words.ts';

const event = (isClosed: boolean) => (isClosed ? '終了' : '検出');

export const ja: MailWords = {
  failure: {
    subject: (type, isClosed, ids) => `[${type}] 障害${event(isClosed)} : ${ids}`,
    digestSubject: (count, place) => `障害通知 ${count} 件 : ${place}`,
    heading: (isClosed) => (isClosed ? '障害が終了しました' : '障害を検出しました'),
    label: {
      type: '種類: ',
      communityId: 'コミュニティ ID: ',
      clusterId: 'クラスター ID: ',
      programId: 'プログラム ID: ',
      unitId: 'ユニット ID: ',
      detected: '検出: ',
      closed: '終了: ',
    },
    reasons: {
      monitorOff: '監視が停止されたため終了しました。',
      unitLeft: 'ユニットが運用対象から外れたため終了しました。',
      clusterLeft: 'クラスターに運用中のユニットがなくなったため終了しました。',
      grown: '応答のないユニットが増えたため終了し、別の障害にまとめました。',
    },
    link: '障害を開く',
  },
  homeAlert: {
    events: {
      silent: {
        begun: 'わが家からの連絡が途絶えました',
        over: 'わが家からの連絡が戻りました',
        ended: 'わが家のお知らせが終了しました',
      },
      trouble: {
        begun: 'わが家の機器が問題を報告しました',
        over: 'わが家の機器からの問題の報告がなくなりました',
        ended: 'わが家のお知らせが終了しました',
      },
    },
    advice: {
      silent:
        '家の電気はそのまま使えます。おすそわけだけがお休みです。機器の電源やネットワークが切れていたら入れてください。運営も確認しています。',
      trouble: '運営も確認しています。何もしなくて大丈夫です。',
    },
    ended: '確認を終えたか、やり直しています。気になることがあれば、あらためてお知らせします。',
    home: '家: ',
    time: '時刻: ',
    link: 'わが家のお知らせ: ',
    unsubscribe: 'メールの停止: ',
  },
  addressCode: {
    subject: 'Commonwatt の確認コード',
    before: '1時間以内に、お知らせの画面で次のコードを入力してください。',
    after: 'お心当たりがない場合は、何もしないでください。このアドレスにメールが届くことはありません。',
  },
  test: {
    subject: 'Commonwatt テスト通知',
    text: '通知先の動作を確認するために送信されました。',
  },
};

/** An error as Pay v3 answers it: the status, and a code that programs decide by. */
export class PayRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** The refusals that the stand-in gives, as WeChat's documentation names them. */
export const refusals = {
  signature: (why: string) => new PayRefusal(401, 'SIGN_ERROR', why),
  parameter: (where: string) => new PayRefusal(400, 'PARAM_ERROR', `参数错误: ${where}`),
  invalid: (why: string) => new PayRefusal(400, 'INVALID_REQUEST', why),
  merchant: () => new PayRefusal(404, 'MCH_NOT_EXISTS', '商户号不存在'),
  appid: () => new PayRefusal(400, 'APPID_MCHID_NOT_MATCH', 'appid和mch_id不匹配'),
  noAuthority: () => new PayRefusal(403, 'NO_AUTH', '商户无权限'),
  paid: () => new PayRefusal(400, 'ORDERPAID', '该订单已支付'),
  closed: () => new PayRefusal(400, 'ORDER_CLOSED', '订单已关闭'),
  noOrder: () => new PayRefusal(404, 'ORDER_NOT_EXIST', '订单不存在'),
  noResource: (what: string) => new PayRefusal(404, 'RESOURCE_NOT_EXISTS', `${what}不存在`),
  billNotReady: () => new PayRefusal(400, 'STATEMENT_CREATING', '账单生成中，请稍后再试'),
  noBill: () => new PayRefusal(400, 'NO_STATEMENT_EXIST', '账单文件不存在'),
} as const;

"""Customer-service tickets: the template of this project, and helpdesk exports that call their number one of these names."""

from dataclasses import replace

from loaders.export import Export, Finding, Sql

CUSTOMER = ("客户ID", "客户", "会员号", "customer_id")

TICKET = Finding(
    derive={
        "@number": Sql('coalesce(as_id("工单号"), as_id("ticket_id"))'),
        "@customer": Sql('coalesce(as_id("客户ID"), as_id("客户"), as_id("会员号"), as_id("customer_id"))'),
        "@channel": Sql('coalesce("渠道", "来源", "channel")'),
    },
    key=Sql("""key_in('ticket', "@number")"""),
    fields={
        "native_id": ("工单号", "ticket_id"),
        "platform": Sql("""coalesce(platform_of_word("@channel"), 'service')"""),
        "kind": Sql("'ticket'"),
        "source_name": ("渠道", "来源", "channel"),
        # Who the customer is stays with the company: only that two tickets are of one customer is kept.
        "author_id": Sql("""md5('ticket' || chr(31) || "@customer")"""),
        "published_at": ("创建时间", "受理时间", "提交时间", "created_at", "created"),
        "title": ("标题", "subject"),
        "text": ("问题描述", "诉求内容", "工单内容", "反馈内容", "description"),
        "region": ("地区", "省份", "region"),
        "products": ("产品", "型号", "product"),
        "version": ("版本", "version"),
    },
)

EXPORT = Export(
    name="tickets",
    tool="customer-service tickets",
    time_zone="Asia/Shanghai",
    needs=("工单号",),
    findings=(TICKET,),
    name_is_query=False,
    secret=CUSTOMER,
)
ENGLISH = replace(EXPORT, name="tickets-english", needs=("ticket_id",))
EXPORTS = (EXPORT, ENGLISH)

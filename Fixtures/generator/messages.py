"""Messages to a help desk in English and Chinese, with the desk that answered: text to classify."""

import random

from . import text

OPENERS = ["Hello,", "Hi there,", "Good morning,", "Please help:", "Once again:", "", "", ""]
CLOSERS = ["Thanks.", "Please call me back.", "Regards, {name}", "This is urgent!", "", "", ""]
NAMES = ["Jana", "Omar", "Lotte", "Viktor", "Sana", "Emil"]
ENGLISH = {
    "billing": [
        "I was charged {n} euro twice on my {month} invoice", "the invoice for {month} is wrong",
        "my card was debited {n} euro although I cancelled the option", "where is my refund of {n}",
        "can I pay the {month} bill by direct debit", "the discount is missing from the bill",
        "why did the price rise to {n} euro", "I do not understand the line 'service fee {n}'",
    ],
    "technical": [
        "the router blinks red since {month}", "no signal since the storm, error {n}",
        "the connection drops every evening", "my speed is {n} instead of 100 Mbit",
        "the box reboots again and again", "wifi works but the phone line is dead",
        "I cannot log in to the router page, it says error {n}", "video calls freeze all the time",
    ],
    "moving": [
        "I am moving in {month}, can I take the contract with me", "my new address has no line yet",
        "please cancel my contract at the end of {month}", "we sold the house, what now",
        "when can a technician come to the new flat", "does the new place have fiber",
        "I move abroad in {month} and want to end the contract", "transfer the contract to {name}",
    ],
}
CHINESE = {
    "billing": ["{m}月的账单多收了{n}元", "发票金额不对，请退款", "为什么月费涨到{n}元", "优惠没有算进账单", "信用卡被扣了两次款"],
    "technical": ["路由器一直闪红灯", "晚上网速特别慢，只有{n}兆", "打不开网页，显示错误{n}", "电视盒子不停重启", "下雨以后就没有信号"],
    "moving": ["我{m}月搬家，宽带能移机吗", "新地址还没有装线", "请在{m}月底终止合同", "什么时候可以上门安装", "想把合同转给{name}"],
}
MONTHS = ["January", "March", "April", "June", "September", "December"]


def message(chance, topic):
    chinese = chance.random() < 0.25
    # One in twelve talks of something else as well, and some are filed at the wrong desk.
    about = topic if chance.random() > 0.05 else chance.choice(sorted(ENGLISH))
    body = chance.choice((CHINESE if chinese else ENGLISH)[about])
    if not chinese:
        if chance.random() < 0.08:
            body += " and " + chance.choice(ENGLISH[chance.choice(sorted(ENGLISH))])
        body = " ".join(part for part in (
            chance.choice(OPENERS), body + ".", chance.choice(CLOSERS)) if part)
    return body.replace("{name}", chance.choice(NAMES)).replace(
        "{month}", chance.choice(MONTHS)).replace("{m}", str(chance.randrange(1, 13))).replace(
        "{n}", str(chance.randrange(3, 480)))


def files():
    chance = random.Random(2024)
    rows = []
    for number in range(600):
        topic = text.pick(chance, {"technical": 45, "billing": 35, "moving": 20})
        rows.append([f"M{number + 1:04d}", message(chance, topic), topic])
    yield "messages.csv", text.delimited(["message_id", "message", "desk"], rows).encode()

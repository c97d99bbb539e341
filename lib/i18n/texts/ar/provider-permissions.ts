import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/provider-permissions.ts";

export default {
  "aweber.account.read": "لم يُمنح الإذن \u2066account.read\u2069. من دونه لا يعمل ما يلي: التعرّف على الحساب.",
  "aweber.list.read": "لم يُمنح الإذن \u2066list.read\u2069. من دونه لا يعمل ما يلي: اختيار القوائم وربط الحقول المخصصة.",
  "aweber.subscriber.read":
    "لم يُمنح الإذن \u2066subscriber.read\u2069. من دونه لا يعمل ما يلي: الإبقاء على ما في الحقول المخصصة للمشتركين.",
  "aweber.subscriber.write":
    "لم يُمنح الإذن \u2066subscriber.write\u2069. من دونه لا يعمل ما يلي: إضافة المشتركين إلى القوائم وإزالتهم منها.",
  "discord.bot": "لم يُمنح الإذن \u2066bot\u2069. من دونه لا يعمل ما يلي: إرسال الرسائل (ينضم البوت إلى الخادم).",
  "discord.identify": "لم يُمنح الإذن \u2066identify\u2069. من دونه لا يعمل ما يلي: معرفة من ربط الخادم.",
  "hubspot.oauth": "لم يُمنح الإذن \u2066oauth\u2069. من دونه لا يعمل ما يلي: الاتصال نفسه.",
  "hubspot.crm.objects.contacts.read":
    "لم يُمنح الإذن \u2066crm.objects.contacts.read\u2069. من دونه لا يعمل ما يلي: العثور على جهات الاتصال.",
  "hubspot.crm.objects.contacts.write":
    "لم يُمنح الإذن \u2066crm.objects.contacts.write\u2069. من دونه لا يعمل ما يلي: إنشاء جهات الاتصال وتحديثها.",
  "hubspot.crm.lists.read": "لم يُمنح الإذن \u2066crm.lists.read\u2069. من دونه لا يعمل ما يلي: اختيار القوائم.",
  "hubspot.crm.lists.write":
    "لم يُمنح الإذن \u2066crm.lists.write\u2069. من دونه لا يعمل ما يلي: إضافة جهات الاتصال إلى القوائم وإزالتها منها.",
  "hubspot.crm.schemas.contacts.read":
    "لم يُمنح الإذن \u2066crm.schemas.contacts.read\u2069. من دونه لا يعمل ما يلي: ربط الحقول واختيار الخصائص.",
  "intercom.Read-and-list-users-and-companies":
    "لم يُمنح الإذن \u2066Read and list users and companies\u2069. من دونه لا يعمل ما يلي: العثور على جهات الاتصال وربط حقولها.",
  "intercom.Write-users-and-companies":
    "لم يُمنح الإذن \u2066Write users and companies\u2069. من دونه لا يعمل ما يلي: إنشاء جهات الاتصال وتحديثها.",
  "intercom.Read-tags": "لم يُمنح الإذن \u2066Read tags\u2069. من دونه لا يعمل ما يلي: اختيار الوسوم.",
  "intercom.Write-tags": "لم يُمنح الإذن \u2066Write tags\u2069. من دونه لا يعمل ما يلي: إضافة الوسوم وإزالتها.",
  "pipedrive.base": "لم يُمنح الإذن \u2066base\u2069. من دونه لا يعمل ما يلي: التعرّف على الحساب.",
  "pipedrive.contacts-full":
    "لم يُمنح الإذن \u2066contacts:full\u2069. من دونه لا يعمل ما يلي: العثور على الأشخاص وإنشاؤهم وتحديثهم.",
  "salesforce.api": "لم يُمنح الإذن \u2066api\u2069. من دونه لا يعمل ما يلي: قراءة جهات الاتصال والحملات وتعديلها.",
  "salesforce.refresh_token": "لم يُمنح الإذن \u2066refresh_token\u2069. من دونه لا يعمل ما يلي: البقاء على اتصال.",
  "salesforce.openid": "لم يُمنح الإذن \u2066openid\u2069. من دونه لا يعمل ما يلي: التعرّف على الحساب.",
  "slack.chat-write": "لم يُمنح الإذن \u2066chat:write\u2069. من دونه لا يعمل ما يلي: إرسال الرسائل.",
  "slack.chat-write.public":
    "لم يُمنح الإذن \u2066chat:write.public\u2069. من دونه لا يعمل ما يلي: إرسال الرسائل إلى القنوات العامة التي لم ينضم إليها التطبيق.",
  "slack.channels-read": "لم يُمنح الإذن \u2066channels:read\u2069. من دونه لا يعمل ما يلي: الاختيار من القنوات العامة.",
  "slack.groups-read":
    "لم يُمنح الإذن \u2066groups:read\u2069. من دونه لا يعمل ما يلي: الاختيار من القنوات الخاصة التي دُعي إليها التطبيق.",
  "zoom.user-read-user": "لم يُمنح الإذن \u2066user:read:user\u2069. من دونه لا يعمل ما يلي: التعرّف على الحساب.",
  "zoom.meeting-read-list_meetings":
    "لم يُمنح الإذن \u2066meeting:read:list_meetings\u2069. من دونه لا يعمل ما يلي: الاختيار من الاجتماعات.",
  "zoom.meeting-read-meeting":
    "لم يُمنح الإذن \u2066meeting:read:meeting\u2069. من دونه لا يعمل ما يلي: التحقق من أن الاجتماع يقبل التسجيل.",
  "zoom.meeting-write-registrant":
    "لم يُمنح الإذن \u2066meeting:write:registrant\u2069. من دونه لا يعمل ما يلي: تسجيل الأشخاص في الاجتماعات.",
  "zoom.webinar-read-list_webinars":
    "لم يُمنح الإذن \u2066webinar:read:list_webinars\u2069. من دونه لا يعمل ما يلي: الاختيار من الندوات عبر الإنترنت.",
  "zoom.webinar-write-registrant":
    "لم يُمنح الإذن \u2066webinar:write:registrant\u2069. من دونه لا يعمل ما يلي: تسجيل الأشخاص في الندوات عبر الإنترنت.",
} satisfies TranslationOf<typeof en>;

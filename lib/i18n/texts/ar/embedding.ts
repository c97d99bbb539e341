import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/embedding.ts";

export default {
  "outside.title": "مساحة العمل هذه جزء من صفحة أخرى",
  "outside.text": "تعمل داخل المنتج الذي تنتمي إليه. يُرجى فتحها هناك بدلًا من نافذة مستقلة.",

  "token.title": "لم ترسل الصفحة التي تحتوي على مساحة العمل هذه رمز وصول.",
  "token.text": "قد تفيد إعادة تحميل تلك الصفحة. لمن يطوّرها، هذه هي الأسباب المحتملة:",
  "token.unanswered":
    "لا ترد على <code>meshes:ready</code> برسالة <code>meshes:auth</code> تحمل <code>access_token</code> الخاص بالجلسة.",
  "token.otherOrigin":
    "مصدرها غير مدرج في <code>allowed_origins</code> الخاصة بالجلسة، لذلك تُتجاهل رسائلها. المسموح به هنا: <origins>{list}</origins>.",
  "token.noOrigin":
    "مصدرها غير مدرج في <code>allowed_origins</code> الخاصة بالجلسة، لذلك تُتجاهل رسائلها. المسموح به هنا: لا شيء.",
  "token.otherWindow": "ترسل إلى مصدر أو نافذة غير <code>contentWindow</code> الخاصة بهذا الإطار.",
} satisfies TranslationOf<typeof en>;

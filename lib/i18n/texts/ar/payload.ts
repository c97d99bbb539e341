import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/payload.ts";

export default {
  search: "البحث في المحتوى",
  "search.found":
    "{count, plural, =0 {لا شيء مطابق في المحتوى.} zero {لا قيم مطابقة.} one {قيمة واحدة مطابقة.} two {قيمتان مطابقتان.} few {# قيم مطابقة.} many {# قيمة مطابقة.} other {# قيمة مطابقة.}}",
  "search.many": "تطابقت أكثر من {count, number} قيمة، وهذه أولاها.",
  raw: "النص الخام",
  "raw.whole": "عرض الكل ({size})",

  "leaf.copy-path": "نسخ المسار",
  "leaf.copy-value": "نسخ القيمة",
  "leaf.filter": "البحث عن أحداث بهذه القيمة",
} satisfies TranslationOf<typeof en>;

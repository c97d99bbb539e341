import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/embedding.ts";

export default {
  "outside.title": "このワークスペースは別のページの一部です",
  "outside.text":
    "このワークスペースは、組み込まれている製品の中で動作します。単独のウィンドウではなく、その製品の中で開いてください。",

  "token.title": "このワークスペースを含むページからアクセストークンが送信されていません。",
  "token.text":
    "そのページを再読み込みすると解決することがあります。ページを開発している場合は、次の原因が考えられます：",
  "token.unanswered":
    "<code>meshes:ready</code>に対して、セッションの<code>access_token</code>を含む<code>meshes:auth</code>メッセージで応答していません。",
  "token.otherOrigin":
    "ページのオリジンがセッションの<code>allowed_origins</code>に含まれていないため、メッセージは無視されます。ここで許可されているオリジン：<origins>{list}</origins>",
  "token.noOrigin":
    "ページのオリジンがセッションの<code>allowed_origins</code>に含まれていないため、メッセージは無視されます。ここで許可されているオリジン：なし",
  "token.otherWindow": "このフレームの<code>contentWindow</code>とは異なるオリジンまたはウィンドウに送信しています。",
} satisfies TranslationOf<typeof en>;

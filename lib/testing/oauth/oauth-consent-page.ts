export type OAuthAccount = { id: string; label: string };

/** What a person sees at the provider: choose an account, agree or refuse. */
export function consentPage(scopes: string, accounts: readonly OAuthAccount[]): string {
  const choices = accounts.map(
    ({ id, label }, index) =>
      `<p><label><input type="radio" name="account" value="${id}"${index === 0 ? " checked" : ""}> ${label}</label></p>`,
  );
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Give access</title></head>
<body>
<main>
<h1>Give access</h1>
<p>Asked for: ${scopes}</p>
<form method="post">
<fieldset><legend>Account</legend>${choices.join("")}</fieldset>
<button name="decision" value="agree">Agree</button>
<button name="decision" value="refuse">Refuse</button>
</form>
</main>
</body>
</html>
`;
}

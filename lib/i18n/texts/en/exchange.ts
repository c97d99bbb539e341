/** What was sent and what came back, of one attempt or test. */
export default {
  request: "Request",
  "request.curl": "Copy as cURL",
  "request.curl.without-body": "Copy as cURL, without the body",
  "request.headers": "Request headers ({count, plural, one {# header} other {# headers}})",
  "request.body": "Request body",
  "request.body.empty": "Request body: empty",
  "request.body.copy": "Copy request body",
  "request.body.copy-kept": "Copy the kept part of the request body",
  response: "Response",
  "response.none": "No response was received",
  "response.headers": "Response headers ({count, plural, one {# header} other {# headers}})",
  "response.body": "Response body",
  "response.body.empty": "Response body: empty",
  "response.body.copy": "Copy response body",
  "response.body.copy-kept": "Copy the kept part of the response body",
  withheld:
    "You do not have permission to view event payloads, so the bodies, the full URL and most headers are hidden: they can repeat the payload. Ask an administrator of your workspace.",
  cut: "A body was longer than {size}, so only its beginning was kept.",
  masked: "Secrets and credentials are masked.",
  "masked.curl": "In the cURL command, variables stand for them: {names}.",
} as const;

// Whose pictures are asked for.
import assert from "node:assert/strict";
import { test } from "node:test";
import { avatarAddress } from "../src/avatar";

const BASE = "https://chat.example/chat/";
const PAGE = "https://shop.example/help/";

test("a picture is of the page's own server or the chat's, or in the address itself", () => {
  const asked = (text: string): string => avatarAddress(text, BASE, PAGE);
  assert.equal(asked("lucia.png"), "https://shop.example/help/lucia.png");
  assert.equal(asked("https://chat.example/chat/icon.svg"), "https://chat.example/chat/icon.svg");
  assert.equal(asked("data:image/png;base64,AAAA"), "data:image/png;base64,AAAA");
  for (const other of ["https://tracker.example/x.png", "//tracker.example/x.png", "javascript:alert(1)", "data:text/html,x", "https://", ""])
    assert.equal(asked(other), "");
  assert.equal(avatarAddress(undefined, BASE, PAGE), "");
});

import { load } from "./«module».mjs";

const functions = await load();
console.log(functions.«call»);

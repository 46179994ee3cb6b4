import * as functions from "./index.js";

console.log(functions.«call»);

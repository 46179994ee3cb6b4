/**
«head»
 */

export type RealArray = Float64Array | Float32Array;

«types»

/**
«about»
 *
«parameters»
 * @returns {«returned»}
 */
export function «name»(«names») {
«body»
}

/**
«about_array»
 *
«arrays»
 * @param {Float64Array | Float32Array} result
 * @returns {Float64Array | Float32Array}
 * «thrown»
 */
«head»
«lengths»
  for (let i = 0; i < «first».length; ++i) {
«step»
  }
  return result;
}

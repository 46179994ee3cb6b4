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
 */
«head»
  for (let i = 0; i < «first».length; ++i) {
«step»
  }
  return result;
}

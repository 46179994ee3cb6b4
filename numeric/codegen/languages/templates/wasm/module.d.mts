/**
«head»
 */

export type RealArray = Float64Array | Float32Array;
export type RealList = RealArray | number[];

export interface Functions {
«types»
  /**
   * The module itself: its memory, and functions that take addresses in it. Behind `__heap_base`
   * there are «bytes» bytes that the functions above use.
   */
  exports: WebAssembly.Exports;
}

/** Compiles the module: by default the one that lies beside this file. */
export declare function load(source?: URL | BufferSource | WebAssembly.Module): Promise<Functions>;


    /**
«about»
     * @return the result
     */
    public static float «name»(«parameters») {
        return (float) «name»InDouble(«names»);
    }

    /**
     * The same point by point.
     *
«params»
     * @return the results
     */
    public static float[] «name»(«arrays») {
        final float[] result = new float[count(«lengths»)];
        for (int i = 0; i < result.length; ++i) {
            result[i] = «name»(«elements»);
        }
        return result;
    }

    private static double «name»InDouble(«doubles») {
«body»
    }

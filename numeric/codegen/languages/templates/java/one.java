
    /**
«about»
     * @return the result
     */
    public static double «name»(«parameters») {
«body»
    }

    /**
     * The same point by point.
     *
«params»
     * @return the results
     */
    public static double[] «name»(«arrays») {
        final double[] result = new double[count(«lengths»)];
        for (int i = 0; i < result.length; ++i) {
            result[i] = «name»(«elements»);
        }
        return result;
    }

    double point[«count»];
    «name»(«names», point);
    for (int k = 0; k < «count»; ++k)
        result[k] = (float)point[k];

function c = smaller(a, b)
    % Unlike min, this hands a NaN on from either side.
    c = min(a, b);
    c(isnan(a) | isnan(b)) = NaN;
end

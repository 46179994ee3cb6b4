function c = larger(a, b)
    % Unlike max, this hands a NaN on from either side.
    c = max(a, b);
    c(isnan(a) | isnan(b)) = NaN;
end

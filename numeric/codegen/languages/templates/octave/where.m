function c = where(condition, u, v)
    % u where the condition holds, and v elsewhere.
    shape = zeros(size(condition + u + v));
    chosen = condition & shape == 0;
    u = u + shape;
    c = v + shape;
    c(chosen) = u(chosen);
end

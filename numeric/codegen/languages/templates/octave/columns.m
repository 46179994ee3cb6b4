function result = columns(shape, varargin)
    % One row a point, one column a result.
    result = zeros(prod(shape), numel(varargin));
    for k = 1:numel(varargin)
        column = varargin{k} + zeros(shape);
        result(:, k) = column(:);
    end
end

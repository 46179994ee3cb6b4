% Reads lines of a function's name and its arguments, prints the results; or takes the time.
% Doubles are written as the sixteen hexadecimal digits of their bits.
addpath(pwd);
asked = argv();
if numel(asked) > 1 && strcmp(asked{end - 1}, 'bench')
    count = str2double(asked{end});
    points = cell(1, «bench_arguments»);
    for k = 1:numel(points)
        points{k} = «real»(12 * rand(count, 1) - 6);
    end
    best = Inf;
    for k = 1:5
        start = tic();
        «module».«bench»(points{:});
        best = min(best, toc(start));
    end
    printf('%.3f\n', 1e9 * best / count);
else
    lines = strsplit(strtrim(fread(stdin, Inf, 'char=>char').'), "\n");
    [names, rest] = strtok(lines);
    starts = [1, find(~strcmp(names(1:end - 1), names(2:end))) + 1, numel(names) + 1];
    for k = 1:numel(starts) - 1
        block = rest(starts(k):starts(k + 1) - 1);
        digits = strsplit(strtrim([block{:}]), ' ');
        values = reshape(hex2num(char(digits)), [], numel(block)).';
        arguments = num2cell(«real»(values), 1);
        found = double(feval(['«module».', names{starts(k)}], arguments{:}));
        text = num2hex(reshape(found.', [], 1));
        text = reshape([text, repmat(' ', size(text, 1), 1)].', [], numel(block)).';
        text(:, end) = "\n";
        fputs(stdout, text.'(:).');
    end
end

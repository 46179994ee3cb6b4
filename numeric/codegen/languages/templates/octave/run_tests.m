% Reads lines of a function's name and its arguments, prints the results; or takes the time;
% or checks a file of such lines, with a colon and two bounds for each result at their ends.
% Doubles are written as the sixteen hexadecimal digits of their bits.
addpath(pwd);
asked = argv();
if numel(asked) > 1 && strcmp(asked{end - 1}, 'bench')
    count = str2double(asked{end});
    points = cell(1, «bench_arguments»);
    for k = 1:numel(points)
        points{k} = «real»(«bench_width» * rand(count, 1)«bench_shift»);
    end
    best = Inf;
    for k = 1:5
        start = tic();
        «module».«bench»(points{:});
        best = min(best, toc(start));
    end
    printf('%.3f\n', 1e9 * best / count);
else
    checked = numel(asked) > 1 && strcmp(asked{end - 1}, 'check');
    if checked
        text = fileread(asked{end});
    else
        text = fread(stdin, Inf, 'char=>char').';
    end
    lines = strsplit(strtrim(text), "\n");
    bounds = cell(size(lines));
    if checked
        [lines, bounds] = strtok(lines, ':');
    end
    wrong = 0;
    [names, rest] = strtok(lines);
    starts = [1, find(~strcmp(names(1:end - 1), names(2:end))) + 1, numel(names) + 1];
    for k = 1:numel(starts) - 1
        block = rest(starts(k):starts(k + 1) - 1);
        digits = strsplit(strtrim([block{:}]), ' ');
        values = reshape(hex2num(char(digits)), [], numel(block)).';
        arguments = num2cell(«real»(values), 1);
        found = double(feval(['«module».', names{starts(k)}], arguments{:}));
        if checked
            ends = strjoin(bounds(starts(k):starts(k + 1) - 1), ' ');
            ends = strsplit(strtrim(strrep(ends, ':', ' ')));
            ends = reshape(hex2num(char(ends)), 2, [], numel(block));
            low = reshape(ends(1, :, :), [], numel(block)).';
            high = reshape(ends(2, :, :), [], numel(block)).';
            within = (low <= found & found <= high) | (isnan(low) & isnan(found));
            wrong = wrong + sum(~all(within, 2));
            continue
        end
        text = num2hex(reshape(found.', [], 1));
        text = reshape([text, repmat(' ', size(text, 1), 1)].', [], numel(block)).';
        text(:, end) = "\n";
        fputs(stdout, text.'(:).');
    end
    if checked
        printf("%d points, %d wrong\n", numel(lines), wrong);
        exit(double(wrong > 0));
    end
end

ARG A=b
FROM ${A:-b}
FROM ${A:+x}
FROM ${A#p}:${A%%p}
FROM base-${TARGETARCH}
FROM ${A/x/y}${A//x/y}

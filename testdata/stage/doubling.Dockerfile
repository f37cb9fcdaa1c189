FROM scratch
ENV A=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
ENV A=$A$A$A$A$A$A$A$A
ENV A=$A$A$A$A$A$A$A$A
ENV A=$A$A$A$A$A$A$A$A
ENV A=$A$A$A$A$A$A$A$A
ENV A=$A$A$A$A$A$A$A$A
LABEL a=$A

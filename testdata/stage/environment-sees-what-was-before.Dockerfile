FROM scratch
ENV A=1
ENV A=2 B=$A
LABEL b=$B a=$A

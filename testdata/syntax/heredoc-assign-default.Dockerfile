FROM a
RUN echo ${X:=y} <<EOF
x
EOF
RUN echo ${Y:-a b} <<EOF
y
EOF

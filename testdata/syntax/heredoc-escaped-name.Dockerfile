FROM a
RUN <<\EOF
x
EOF
RUN <<E"O"F
y
EOF
RUN <<E\ F
z
E F

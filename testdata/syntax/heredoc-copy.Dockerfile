FROM a
COPY <<one <<"two" /dst/
1
one
2 $x
two
ADD --chmod=644 <<three /x
3
three

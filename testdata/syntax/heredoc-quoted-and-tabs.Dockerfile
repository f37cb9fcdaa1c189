FROM a
RUN <<'E O'
a $b
E O
RUN <<-EOT
	one
		two
	EOT
RUN <<"X"
 x
X

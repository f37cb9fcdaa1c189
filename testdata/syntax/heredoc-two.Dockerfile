FROM a
RUN <<A cat <<-B
one
A
	two
	B
RUN c

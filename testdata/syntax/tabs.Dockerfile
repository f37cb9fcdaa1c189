FROM	a
RUN		x	 y
COPY	a	b		c
ENV	A	b	c

FROM public.ecr.aws/docker/library/mysql:5.7
